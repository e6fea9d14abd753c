/// The lists of recorded conversations and of deferred messages, which this server keeps for its
/// users (reference §9.5, §11.2, §11.3). [MetadataDocuments] is the door.
@NullMarked
package org.parlour.xdm.metadata;

import org.jspecify.annotations.NullMarked;
