/// An upstream XDMS: another server that keeps groups and the rules of users, and which this one
/// asks by XCAP (RFC 4825).
///
/// What it answers is published and stored as any change is, so sessions obey it, and a table says
/// which documents are its and when it last confirmed them. [UpstreamDocuments] decides; around it
/// are [Upstream] (one request), [Attempts] (when to ask again) and [Gate] (when not to ask at
/// all). Who notices that a document may have changed calls [UpstreamDocuments#revalidated]: today
/// [Revalidation], by the clock.
@NullMarked
package org.parlour.xdm.upstream;

import org.jspecify.annotations.NullMarked;
