package berry.sandbox;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Photos, documents, videos and what else is a file in messages.
final class Media {

  private final FileShelf shelf;

  Media(FileShelf shelf) {
    this.shelf = shelf;
  }

  /// The file a call means: uploaded with it, or known by its `file_id`.
  ///
  /// @param part the form part that may hold the file
  /// @param address a `file_id` or `attach://…`
  StoredFile named(Parameters parameters, String part, String address, FileKind kind) {
    @Nullable Upload upload = parameters.attached(address);
    if (upload == null && address.isEmpty()) {
      upload = parameters.file(part);
    }
    if (upload != null) {
      if (upload.bytes().length == 0) {
        throw Refused.bad("file must be non-empty");
      }
      return shelf.keep(kind, upload);
    }
    if (address.isEmpty()) {
      throw Refused.bad("there is no " + kind.field().replace('_', ' ') + " in the request");
    }
    if (Markup.isLink(address)) {
      // Fetching any address a bot names would make the sandbox a proxy into the local network.
      throw Refused.bad("failed to get HTTP URL content (the sandbox does not fetch addresses)");
    }
    StoredFile file =
        shelf
            .find(address)
            .orElseThrow(() -> Refused.bad("wrong file identifier/HTTP URL specified"));
    FileKind real = FileKind.of(file);
    if ((real == FileKind.PHOTO) != (kind == FileKind.PHOTO)) {
      throw Refused.bad("can't use file of type " + real.title() + " as " + kind.title());
    }
    return file;
  }

  /// Puts a file into a message, in place of what was there; a file sent again by its id keeps the
  /// kind it had.
  ///
  /// @param more `duration`, `title` and the like
  void into(ObjectNode message, StoredFile file, Parameters more) {
    for (FileKind one : FileKind.values()) {
      message.remove(one.field());
    }
    FileKind kind = FileKind.of(file);
    if (kind == FileKind.PHOTO) {
      ArrayNode sizes = message.putArray("photo");
      shelf.thumbnail(file).ifPresent(small -> size(sizes.addObject(), small));
      size(sizes.addObject(), file);
      return;
    }
    ObjectNode body = message.putObject(kind.field());
    named(body, file);
    shelf.thumbnail(file).ifPresent(small -> size(body.putObject("thumbnail"), small));
    if (kind == FileKind.STICKER) {
      body.put("type", "regular").put("width", 512).put("height", 512);
      body.put("is_animated", file.path().endsWith(".tgs"));
      body.put("is_video", file.path().endsWith(".webm"));
      return;
    }
    if (file.name() != null && kind.isNamed()) {
      body.put("file_name", file.name());
    }
    body.put("mime_type", file.mimeType());
    kind.numbers().forEach(name -> body.put(name, more.number(name, 0)));
    kind.words().stream().filter(more::has).forEach(name -> body.put(name, more.text(name)));
    if (kind == FileKind.ANIMATION) {
      message.set("document", body.deepCopy().without(kind.numbers()));
    }
  }

  private static void size(ObjectNode size, StoredFile file) {
    named(size, file).put("width", file.width()).put("height", file.height());
  }

  private static ObjectNode named(ObjectNode body, StoredFile file) {
    return body.put("file_id", file.id())
        .put("file_unique_id", file.uniqueId())
        .put("file_size", file.size());
  }

  /// Puts an `InputMedia` with its caption into a message.
  void fill(ObjectNode message, JsonNode item, Parameters parameters) {
    String type = Trees.text(item, "type");
    if (!List.of("photo", "video", "animation", "audio", "document").contains(type)) {
      throw Refused.bad("can't parse InputMedia: Unexpected media type \"" + type + "\"");
    }
    FileKind kind = FileKind.named(type);
    Parameters more = Parameters.of(item);
    into(message, named(parameters, "media", Trees.text(item, "media"), kind), more);
    Draft.text(more, "caption").into(message, "caption");
  }

  /// `getFile`.
  JsonNode file(Bot bot, Parameters parameters) {
    StoredFile file =
        shelf.find(parameters.text("file_id")).orElseThrow(() -> Refused.bad("invalid file_id"));
    if (FileShelf.tooBigToDownload(file)) {
      throw Refused.bad("file is too big");
    }
    return Trees.object()
        .put("file_id", file.id())
        .put("file_unique_id", file.uniqueId())
        .put("file_size", file.size())
        .put("file_path", file.path());
  }
}
