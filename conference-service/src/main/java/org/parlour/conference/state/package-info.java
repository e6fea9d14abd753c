/// What the core remembers and what happened: aggregates as persistent maps of small parts, the
/// sealed events that change them, and the effects that a decision asks for.
///
/// Parts of one aggregate: `focus`, `session`, `document`, `timeline`, `leg/<tag>`,
/// `user/<address>`, `subscription/<tag>`, `recent/<transaction>`, `pager/<message>`,
/// `pager-progress/<message>`, `pager-copy/<tag>`, `timer/<name>`, `registration`,
/// `policy`.
@NullMarked
package org.parlour.conference.state;

import org.jspecify.annotations.NullMarked;
