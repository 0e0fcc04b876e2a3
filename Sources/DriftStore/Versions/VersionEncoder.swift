import DriftModel
import DriftSyntax

/// Writes a version file: a header, a listing, a table of texts, the texts.
///
/// Four kinds of lines, all JSON: `{"drift":1,…}`, `{"listing":…}`, `{"texts":[…]}`, and the canonical texts one after
/// the other, as long as the table says.
enum VersionEncoder {
  /// The layout that this drift writes and reads.
  static let layout = 1

  /// The bytes of a version whose listing is whole, or what changed against its parent.
  static func encode(_ header: VersionHeader, _ listing: WrittenListing, texts: [Thing]) -> [UInt8] {
    var writer = ObjectWriter()
    writer.line { write(header, to: &$0) }
    writer.line { line in
      switch listing {
      case .whole(let listing): line.list("listing", listing.entries) { write($1, after: nil, to: &$0) }
      case .changes(let changes):
        line.list("changes", changes) { out, change in
          if let entry = change.entry {
            write(entry, after: change.after, to: &out)
          } else {
            out.object { object in
              write(change.key, to: &object)
              object.flag("gone", true)
            }
          }
        }
      }
    }
    writer.line { line in
      line.list("texts", texts) { out, thing in
        out.object { write(thing, to: &$0) }
      }
    }
    var bytes = writer.bytes
    for thing in texts { bytes += thing.text }
    return bytes
  }

  private static func write(_ header: VersionHeader, to out: inout ObjectWriter) {
    out.member("drift", layout)
    out.member("time", header.time.description)
    if let parent = header.parent { out.member("parent", parent) }
    out.member("root", header.root)
    out.key("source")
    out.object { source in
      source.member("name", header.source.name)
      source.list("parts", header.source.parts) { out, part in
        out.object {
          $0.member("path", part.path)
          $0.member("sha256", part.digest)
        }
      }
    }
    out.member("reader", header.format)
    out.member("revision", header.revision)
    out.member("dialect", header.dialect)
    out.list("gaps", header.gaps) { out, gap in
      out.object {
        $0.member("subject", gap.subject)
        $0.member("text", gap.text)
        if !gap.place.isEmpty { $0.member("place", gap.place) }
      }
    }
    out.list("notes", header.notes) { out, note in
      out.object {
        $0.member("kind", note.kind)
        $0.member("text", note.text)
        $0.member("count", note.count)
      }
    }
    out.list("unreadDocuments", header.unreadDocuments)
    out.list("unreadPaths", header.unreadPaths)
    out.list("shortLists", header.shortLists)
    out.list("documents", header.documents) { out, document in
      out.object {
        $0.member("path", document.path)
        $0.list("definitions", document.definitions)
      }
    }
  }

  private static func write(_ entry: Listing.Entry, after: ThingKey?, to out: inout ObjectWriter) {
    out.object { object in
      write(entry.key, to: &object)
      object.member("digest", entry.digest.hex)
      if !entry.holder.isEmpty { object.member("in", entry.holder) }
      if let after {
        object.key("after")
        object.object { write(after, to: &$0) }
      }
    }
  }

  private static func write(_ key: ThingKey, to out: inout ObjectWriter) {
    out.member(key.kind.rawValue, key.name)
    if key.ordinal > 1 { out.member("number", key.ordinal) }
  }

  private static func write(_ thing: Thing, to out: inout ObjectWriter) {
    let hints = thing.hints
    out.member("digest", thing.text.withUnsafeBytes { ContentHash.digest($0) }.hex)
    out.member("bytes", thing.text.count)
    if !hints.identity.isEmpty { out.member("identity", hints.identity) }
    out.flag("onWire", hints.isNameOnWire)
    out.flag("root", hints.isRoot)
    out.flag("discriminator", hints.hasDiscriminator)
    out.flag("creates", hints.creates)
    out.flag("reversed", hints.isReversed)
    out.list("order", hints.order)
    out.list("sets", hints.sets) { $0.numbers($1) }
    out.list("inner", hints.inner) { $0.numbers($1) }
    out.list("uses", hints.uses)
    out.list("pathUses", hints.pathUses)
    out.list("leads", hints.leads)
    out.list("answers", hints.answers)
    out.list("bases", hints.bases)
    out.list("touched", hints.touched)
  }
}

/// How a version file lists its things.
enum WrittenListing {
  /// All of them.
  case whole(Listing)
  /// What is different from its parent.
  case changes([ListingChange])
}
