/// The trees of documents (RFC 4825 §6.2): what is stored where, who reaches it, and what a request
/// makes of it. [XcapDocuments] is the door.
@NullMarked
package org.parlour.xdm.tree;

import org.jspecify.annotations.NullMarked;
