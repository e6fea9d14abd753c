/// The settings of xdm-adapter-service.
@NullMarked
package org.parlour.xdm.config;

import org.jspecify.annotations.NullMarked;
