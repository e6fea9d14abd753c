/// The port to the rest of the suite, and its Kafka side.
@NullMarked
package org.parlour.edge.backbone;

import org.jspecify.annotations.NullMarked;
