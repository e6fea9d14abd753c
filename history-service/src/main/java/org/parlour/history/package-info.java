/// The archive of conversations: it reads copies of what was said from Kafka, keeps them in
/// PostgreSQL and answers searches over HTTP. It never speaks SIP.
@NullMarked
package org.parlour.history;

import org.jspecify.annotations.NullMarked;
