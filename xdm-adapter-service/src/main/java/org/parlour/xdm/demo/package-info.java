/// Groups for laptops and demonstrations.
@NullMarked
package org.parlour.xdm.demo;

import org.jspecify.annotations.NullMarked;
