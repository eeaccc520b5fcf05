package dev.firn.tidy;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import java.util.Set;

/// Calls picked by the owner and the name of the method, whatever its parameters.
final class MethodCalls {
    private MethodCalls() {}

    static DescribedPredicate<JavaMethodCall> named(Class<?> owner, String... names) {
        Set<String> wanted = Set.of(names);
        return DescribedPredicate.describe(
                owner.getSimpleName() + "." + String.join("|", names),
                call -> call.getTargetOwner().isAssignableTo(owner) && wanted.contains(call.getName()));
    }
}
