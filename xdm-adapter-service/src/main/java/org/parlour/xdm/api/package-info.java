/// Groups over REST, `/api/v1/groups`. ETags are versions; `If-Match` and `If-None-Match` guard
/// against lost updates (RFC 9110 §13).
@NullMarked
package org.parlour.xdm.api;

import org.jspecify.annotations.NullMarked;
