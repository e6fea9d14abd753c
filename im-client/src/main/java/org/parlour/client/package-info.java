/// The reference IM Client (clauses 7.1) as a library: registration, IM sessions, participant
/// information, messages. Nothing here blocks; everything of one client happens on one event loop,
/// and what a person should know arrives as a [ClientEvent].
@NullMarked
package org.parlour.client;

import org.jspecify.annotations.NullMarked;
