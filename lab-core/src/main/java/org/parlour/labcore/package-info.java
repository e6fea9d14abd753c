/// A small SIP/IP core for a laptop and for tests: a registrar with Digest, and a router that
/// executes filter criteria as an S-CSCF does (3GPP TS 24.229). Never part of production.
@NullMarked
package org.parlour.labcore;

import org.jspecify.annotations.NullMarked;
