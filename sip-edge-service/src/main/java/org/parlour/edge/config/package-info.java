/// Properties, wiring, health.
@NullMarked
package org.parlour.edge.config;

import org.jspecify.annotations.NullMarked;
