/// Start-up, properties, health and metrics.
@NullMarked
package org.parlour.conference.config;

import org.jspecify.annotations.NullMarked;
