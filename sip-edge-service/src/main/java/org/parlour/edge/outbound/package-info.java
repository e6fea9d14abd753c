/// What the core decided becomes SIP on the wire: answers, requests, CANCELs, repeated 2xx.
@NullMarked
package org.parlour.edge.outbound;

import org.jspecify.annotations.NullMarked;
