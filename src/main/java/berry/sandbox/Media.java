package berry.sandbox;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Photos and documents in messages.
final class Media {

  private final FileShelf shelf;

  Media(FileShelf shelf) {
    this.shelf = shelf;
  }

  /// The file a call means: uploaded with it, or known by its `file_id`.
  ///
  /// @param part the form part that may hold the file
  /// @param address a `file_id` or `attach://…`
  StoredFile named(Parameters parameters, String part, String address, String kind) {
    @Nullable Upload upload = parameters.attached(address);
    if (upload == null && address.isEmpty()) {
      upload = parameters.file(part);
    }
    if (upload != null) {
      if (upload.bytes().length == 0) {
        throw Refused.bad("file must be non-empty");
      }
      return kind.equals("photo") ? shelf.photo(upload) : shelf.document(upload);
    }
    if (address.isEmpty()) {
      throw Refused.bad("there is no " + kind + " in the request");
    }
    if (Markup.isLink(address)) {
      // Fetching any address a bot names would make the sandbox a proxy into the local network.
      throw Refused.bad("failed to get HTTP URL content (the sandbox does not fetch addresses)");
    }
    return shelf
        .find(address)
        .orElseThrow(() -> Refused.bad("wrong file identifier/HTTP URL specified"));
  }

  /// Puts a photo or document into a message, in place of what was there.
  void into(ObjectNode message, String kind, StoredFile file) {
    message.remove(java.util.List.of("photo", "document"));
    ObjectNode body =
        kind.equals("photo")
            ? message.putArray("photo").addObject()
            : message.putObject("document");
    body.put("file_id", file.id()).put("file_unique_id", file.uniqueId());
    body.put("file_size", file.size());
    if (kind.equals("photo")) {
      body.put("width", file.width()).put("height", file.height());
    } else {
      if (file.name() != null) {
        body.put("file_name", file.name());
      }
      body.put("mime_type", file.mimeType());
    }
  }

  /// Puts an `InputMedia` with its caption into a message.
  void fill(ObjectNode message, JsonNode item, Parameters parameters) {
    String kind = Trees.text(item, "type");
    if (!kind.equals("photo") && !kind.equals("document")) {
      throw Refused.bad(
          "unsupported media type " + kind + " (the sandbox knows photo and document)");
    }
    into(message, kind, named(parameters, "media", Trees.text(item, "media"), kind));
    Draft.text(Parameters.of(item), "caption").into(message, "caption");
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
