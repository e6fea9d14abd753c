/// Settings.
@NullMarked
package org.parlour.mswitch.config;

import org.jspecify.annotations.NullMarked;
