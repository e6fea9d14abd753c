/// Sessions, their legs and queues. One event loop owns a session and everything in it; whatever
/// comes from another thread is handed over to that loop.
@NullMarked
package org.parlour.mswitch.session;

import org.jspecify.annotations.NullMarked;
