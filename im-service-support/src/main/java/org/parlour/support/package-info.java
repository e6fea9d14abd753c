/// The few Spring beans that every service needs alike. Domain types are never at home here.
@NullMarked
package org.parlour.support;

import org.jspecify.annotations.NullMarked;
