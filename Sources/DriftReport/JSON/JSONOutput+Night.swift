extension JSONOutput {
  /// What a night says beside its findings.
  mutating func night(_ night: Report.Night) {
    key("night")
    object { json in
      json.text("at", night.at)
      json.key("systems")
      json.number(night.systems)
      json.key("checked")
      json.number(night.checked)
      json.key("partial")
      json.list(night.partial) { json, name in json.string(name) }
      json.key("gapped")
      json.list(night.gapped) { json, name in json.string(name) }
      json.key("new")
      json.number(night.new)
      json.key("open")
      json.number(night.open)
      json.key("solved")
      json.list(night.solved) { json, one in
        json.object { json in
          json.text("id", one.id)
          json.text("system", one.system)
          json.text("rule", one.rule)
          json.text("address", one.address)
          json.text("since", one.since)
          json.key("accepted")
          json.flag(one.isAccepted)
        }
      }
      json.key("stored")
      json.list(night.stored) { json, one in
        json.object { json in
          json.text("system", one.system)
          json.text("version", one.version)
          json.text("parent", one.parent)
          json.key("changed")
          json.number(one.changed)
        }
      }
      json.key("unchecked")
      json.list(night.unchecked) { json, one in
        json.object { json in
          json.text("system", one.system)
          json.text("rule", one.rule)
          json.text("since", one.since)
          json.text("last_look", one.lastLook)
        }
      }
      json.key("warnings")
      json.list(night.warnings) { $0.string($1) }
    }
  }
}
