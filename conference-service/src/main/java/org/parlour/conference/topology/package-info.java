/// The Kafka Streams shell around the pure core: stores, timers, sinks.
@NullMarked
package org.parlour.conference.topology;

import org.jspecify.annotations.NullMarked;
