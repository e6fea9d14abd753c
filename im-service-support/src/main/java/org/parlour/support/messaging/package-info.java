/// Kafka clients, topics, publishing and the consuming loop, the same in every service.
@NullMarked
package org.parlour.support.messaging;

import org.jspecify.annotations.NullMarked;
