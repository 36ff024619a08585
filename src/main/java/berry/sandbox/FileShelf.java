package berry.sandbox;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Iterator;
import java.util.Locale;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.jspecify.annotations.Nullable;

/// Files people and bots sent, under `data/sandbox/files`.
final class FileShelf {

  /// What a bot may download; larger ones it may send all the same.
  private static final long DOWNLOAD = 20L << 20;

  private static final int PHOTO = 10 << 20;

  /// How the `file_id`s of small pictures begin.
  private static final String THUMBNAIL = "AAMC";

  private static final SecureRandom RANDOM = new SecureRandom();

  private final World world;
  private final Path folder;

  FileShelf(World world, Path folder) {
    this.world = world;
    this.folder = folder.resolve("files");
  }

  /// Keeps a file.
  ///
  /// @throws Refused when it shall be a photo and is no picture this sandbox can read (JPEG, PNG,
  ///   GIF), or one of more than 10 MB
  StoredFile keep(FileKind kind, Upload upload) {
    if (kind == FileKind.DOCUMENT || kind == FileKind.ANIMATION) {
      return keep(kind, upload, new int[2], thumbnail(upload.bytes()));
    }
    if (kind != FileKind.PHOTO) {
      return keep(kind, upload, new int[2], null);
    }
    if (upload.bytes().length > PHOTO) {
      throw Refused.bad(
          "file of size %d bytes is too big for a photo; the maximum size is %d bytes"
              .formatted(upload.bytes().length, PHOTO));
    }
    int[] size = measure(upload.bytes());
    if (size[0] == 0) {
      throw Refused.bad("IMAGE_PROCESS_FAILED");
    }
    return keep(kind, upload, size, thumbnail(upload.bytes()));
  }

  /// Telegram makes a small picture of each large one.
  private @Nullable String thumbnail(byte[] bytes) {
    return SmallPicture.of(bytes)
        .map(small ->
            write(
                THUMBNAIL,
                "thumbnails/file_%d.%s".formatted(world.state().nextFile++, small.format()),
                small.picture(),
                new int[] {small.width(), small.height()},
                null))
        .map(StoredFile::id)
        .orElse(null);
  }

  /// The file behind a `file_id`.
  Optional<StoredFile> find(String id) {
    return Optional.ofNullable(world.state().files.get(id));
  }

  /// The small picture of a file.
  Optional<StoredFile> thumbnail(StoredFile file) {
    return file.thumbnail() == null ? Optional.empty() : find(file.thumbnail());
  }

  /// The file behind a `file_path`.
  Optional<StoredFile> at(String path) {
    return world.with(() ->
        world.state().files.values().stream().filter(file -> file.path().equals(path)).findFirst());
  }

  byte[] bytes(StoredFile file) {
    try {
      return Files.readAllBytes(folder.resolve(file.path()));
    } catch (IOException failure) {
      throw new UncheckedIOException("the sandbox lost its file " + file.path(), failure);
    }
  }

  static boolean tooBigToDownload(StoredFile file) {
    return file.size() > DOWNLOAD;
  }

  private StoredFile keep(FileKind kind, Upload upload, int[] size, @Nullable String thumbnail) {
    String path =
        "%s/file_%d%s"
            .formatted(kind.folder(), world.state().nextFile++, ending(upload.name(), kind));
    return write(kind.prefix(), path, upload, size, thumbnail);
  }

  private StoredFile write(
      String prefix, String path, Upload upload, int[] size, @Nullable String thumbnail) {
    try {
      Files.createDirectories(folder.resolve(path.substring(0, path.indexOf('/'))));
      Files.write(folder.resolve(path), upload.bytes());
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot keep " + path, failure);
    }
    StoredFile file =
        new StoredFile(
            prefix + random(42),
            random(12),
            path,
            upload.name(),
            upload.mimeType(),
            upload.bytes().length,
            size[0],
            size[1],
            thumbnail);
    world.state().files.put(file.id(), file);
    return file;
  }

  /// The path is made by us and the ending is letters only: a name from outside never reaches the
  /// disk.
  private static String ending(String name, FileKind kind) {
    int dot = name.lastIndexOf('.');
    String ending = dot < 0 ? "" : name.substring(dot).toLowerCase(Locale.ROOT);
    return ending.matches("\\.[a-z0-9]{1,8}") ? ending : kind == FileKind.PHOTO ? ".jpg" : "";
  }

  private static String random(int characters) {
    byte[] bytes = new byte[characters];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).substring(0, characters);
  }

  private static int[] measure(byte[] bytes) {
    try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(bytes))) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      if (!readers.hasNext()) {
        return new int[2];
      }
      @Nullable ImageReader reader = readers.next();
      reader.setInput(in);
      int[] size = {reader.getWidth(0), reader.getHeight(0)};
      reader.dispose();
      return size;
    } catch (IOException broken) {
      return new int[2];
    }
  }
}
