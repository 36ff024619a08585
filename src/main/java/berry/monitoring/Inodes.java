package berry.monitoring;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/// How many of a disk's places for files are taken: a disk may be full of small files with room to
/// spare. Java tells the room only, so statvfs(3) is asked.
final class Inodes {

  /// Of 64-bit Linux: f_bsize, f_frsize, f_blocks, f_bfree, f_bavail, f_files, f_ffree, f_favail.
  private static final long FILES = 5 * 8L;

  private static final long AVAILABLE = 7 * 8L;
  private static final long ROOM = 256;

  private static final Optional<MethodHandle> STATVFS = lookUp();

  private Inodes() {}

  /// Empty where it can't be had: another system, or a file system that has no such limit.
  static OptionalDouble used(Path folder) {
    if (STATVFS.isEmpty()) {
      return OptionalDouble.empty();
    }
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment answer = arena.allocate(ROOM, 8);
      MemorySegment path = arena.allocateFrom(folder.toAbsolutePath().toString());
      if ((int) STATVFS.get().invokeExact(path, answer) != 0) {
        return OptionalDouble.empty();
      }
      long files = answer.get(ValueLayout.JAVA_LONG, FILES);
      long available = answer.get(ValueLayout.JAVA_LONG, AVAILABLE);
      return files <= 0
          ? OptionalDouble.empty()
          : OptionalDouble.of(Math.clamp((double) (files - available) / files, 0, 1));
    } catch (Throwable refused) {
      return OptionalDouble.empty();
    }
  }

  @SuppressWarnings("restricted") // the launcher allows it
  private static Optional<MethodHandle> lookUp() {
    boolean linux = System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("linux");
    if (!linux || ValueLayout.ADDRESS.byteSize() != 8) {
      return Optional.empty();
    }
    Linker linker = Linker.nativeLinker();
    SymbolLookup libraries = linker.defaultLookup();
    return libraries
        .find("statvfs")
        .map(found ->
            linker.downcallHandle(
                found,
                FunctionDescriptor.of(
                    ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS)));
  }
}
