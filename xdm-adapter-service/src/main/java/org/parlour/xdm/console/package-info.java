/// The administrator's console in the browser: pages made on the server, about the groups and users
/// of this service and the running sessions of the conference service.
///
/// A page is asked for and sent like any document; htmx only puts parts of one into another, and
/// everything works without it. [GroupBook] is the one place that knows how groups are kept,
/// [UserBook] likewise for users, [LiveSessions] the one that knows the conference service's REST.
@NullMarked
package org.parlour.xdm.console;

import org.jspecify.annotations.NullMarked;
