/// The rim of JAIN-SIP: the only package that imports `javax.sip` and `gov.nist`. It parses, keeps
/// transactions, and turns what happens into [SipInbound].
@NullMarked
package org.parlour.edge.sipstack;

import org.jspecify.annotations.NullMarked;
