/// The focus of the suite: every SIP dialog and every decision.
/// [org.parlour.conference.ConferenceCore] is
/// pure; the shell around it is in `topology`.
@NullMarked
package org.parlour.conference;

import org.jspecify.annotations.NullMarked;
