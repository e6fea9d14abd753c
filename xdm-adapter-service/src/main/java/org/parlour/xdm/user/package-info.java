/// Users as the service knows them: what administrators say of them, and the rules by which each
/// says who may reach it. [UserDocuments] is the door.
///
/// The rules are one document (reference §11.4), which the user writes by XCAP and an administrator
/// by REST. A change of a user is published before it is stored, as that of a group is.
@NullMarked
package org.parlour.xdm.user;

import org.jspecify.annotations.NullMarked;
