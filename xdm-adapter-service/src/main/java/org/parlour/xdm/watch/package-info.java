/// Tells users of changes of their documents (RFC 5875): every change of a user's tree, and what
/// there is when somebody asks, goes to `parlour.signalling` under the user's key. Who wants to
/// know is not known here. [DocumentNews] keeps what is to be published, [NewsPublisher] publishes
/// it.
@NullMarked
package org.parlour.xdm.watch;

import org.jspecify.annotations.NullMarked;
