/// The settings of history-service.
@NullMarked
package org.parlour.history.config;

import org.jspecify.annotations.NullMarked;
