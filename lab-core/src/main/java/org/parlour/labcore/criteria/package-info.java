/// Initial filter criteria (3GPP TS 29.228 annexes B and E): the XML that an HSS gives to an
/// S-CSCF, read and evaluated. Pure: no sockets, no clock.
@NullMarked
package org.parlour.labcore.criteria;

import org.jspecify.annotations.NullMarked;
