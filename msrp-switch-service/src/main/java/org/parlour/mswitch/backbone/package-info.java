/// Kafka: session commands in; media events, message copies and heartbeats out. The rest of the
/// service sees the port [org.parlour.mswitch.backbone.Backbone] only.
@NullMarked
package org.parlour.mswitch.backbone;

import org.jspecify.annotations.NullMarked;
