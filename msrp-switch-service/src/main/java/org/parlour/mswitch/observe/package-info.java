/// How the switch is watched: health, its state as JSON.
@NullMarked
package org.parlour.mswitch.observe;

import org.jspecify.annotations.NullMarked;
