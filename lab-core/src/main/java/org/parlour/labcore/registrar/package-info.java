/// Who is registered where: Digest (RFC 3261 §22, RFC 8760) and the location service (RFC 3261
/// §10).
@NullMarked
package org.parlour.labcore.registrar;

import org.jspecify.annotations.NullMarked;
