/// The server: transport, pipeline, accepted connections.
@NullMarked
package org.parlour.mswitch.pipeline;

import org.jspecify.annotations.NullMarked;
