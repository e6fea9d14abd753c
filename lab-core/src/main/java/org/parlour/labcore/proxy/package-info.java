/// The router (RFC 3261 §16): trust and identities, loose routing, forking, next hops that may
/// fail. Everything lives on one event loop.
///
/// A request's way: [Proxy] (Via, trust, identity, target) → [ResponseContext] (branches, answers)
/// → [Sender] (connections, failover). A response goes back by its branch, or by its Via when
/// nobody knows the branch any more.
@NullMarked
package org.parlour.labcore.proxy;

import org.jspecify.annotations.NullMarked;
