package dev.firn.faultinjection.ptrace;

import java.nio.file.Path;

/// The process that is stepped.
final class SubjectMain {
    private SubjectMain() {}

    /// Arguments: the subject's class, the image, the control words, the file for what is believed.
    public static void main(String[] arguments) throws Exception {
        var subject = (SteppedSubject) Class.forName(arguments[0]).getDeclaredConstructor().newInstance();
        try (var control = new Control(Path.of(arguments[2]));
                var window = subject.open(Path.of(arguments[1]))) {
            control.ready(Kernel.threadId(), window.bytes());
            while (control.phase() != Control.GO) Thread.onSpinWait();
            control.enter(Control.INSIDE);
            window.run();
            control.enter(Control.DONE);
            Believed.write(Believed.of(window.believed()), Path.of(arguments[3]));
        }
    }
}
