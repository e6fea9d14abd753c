/// Tells users of changes of documents (RFC 5875): every change of a user's own tree, and what
/// there is when somebody asks, goes to `parlour.signalling` under the user's key. Who wants to
/// know of the own tree is not known here; who asked about a document outside of it is, until it is
/// forgotten ([Interests]). [DocumentNews] keeps what is to be published, [NewsPublisher] publishes
/// it.
@NullMarked
package org.parlour.xdm.watch;

import org.jspecify.annotations.NullMarked;
