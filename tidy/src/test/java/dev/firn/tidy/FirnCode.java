package dev.firn.tidy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;

/// The compiled code of all modules, without tests.
final class FirnCode {
    private static final JavaClasses CLASSES =
            new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("dev.firn");

    private FirnCode() {}

    /// A rule holds for a module that has no code yet.
    static void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(CLASSES);
    }

    static JavaClasses classes() {
        return CLASSES;
    }
}
