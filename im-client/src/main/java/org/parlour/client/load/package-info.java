/// Sessions by the thousand: an open-loop load that starts on schedule, whatever the server does,
/// and counts every answer and every message that is missing.
@NullMarked
package org.parlour.client.load;

import org.jspecify.annotations.NullMarked;
