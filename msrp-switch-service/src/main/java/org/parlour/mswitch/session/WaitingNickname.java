package org.parlour.mswitch.session;

import org.parlour.msrp.message.RequestHead;

/// A NICKNAME that the conference has not decided about yet.
///
/// @param connection that it came on, and is answered on
record WaitingNickname(RequestHead head, Connection connection, long sinceNanos) {}
