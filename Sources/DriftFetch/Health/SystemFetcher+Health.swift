internal import DriftModel
public import DriftProject

extension SystemFetcher {
  /// Looks at a system's access beside its documents: reads the probes, and asks what the token may do.
  ///
  /// What cannot be asked is known to be unknown; nothing of it fails the look at the documents.
  public func examine(_ rules: HealthRules) async -> AccessFacts {
    var outcomes: [ProbeOutcome] = []
    for probe in rules.probes { outcomes.append(.init(name: probe.name, failure: await failure(of: probe))) }
    await authenticator.take(outcomes)
    if let url = rules.introspection { await authenticator.take(await introspection(at: url)) }
    return await facts
  }

  /// Why a probe is not given; nil where it is.
  private func failure(of probe: HealthRules.Probe) async -> FetchFailure? {
    do throws(FetchFailure) {
      let address = try around.rules.address(probe.url, "the probe")
      guard address.origin == first.origin else {
        throw FetchFailure(
          .setup,
          "\(probe.url.place.file):\(probe.url.place.line): the probe is of \(address.origin), and what shows "
            + "who asks is for \(first.origin)", advice: "probe the system's own addresses")
      }
      let response = try await exchange(address, conditions: [])
      return ProbeCheck.failure(of: response)
    } catch {
      return cleaned(error)
    }
  }

  private func introspection(at url: HTTPSource.URL) async -> IntrospectionAnswer {
    do throws(FetchFailure) {
      let endpoint = try around.rules.address(url, "the introspection endpoint")
      guard let token = try await authenticator.token() else {
        return .unknown("\(endpoint) can tell of tokens alone, and none is shown to the system")
      }
      return .read(
        try await authenticator.introspect(token, at: endpoint, send: around.send), now: around.now())
    } catch {
      return .unknown(cleaned(error).message)
    }
  }
}

/// Whether an answer to a probe gives what was asked for. What it is is of no interest: any page of data will do.
enum ProbeCheck {
  /// Why it does not; nil where it does.
  static func failure(of response: HTTPResponse) -> FetchFailure? {
    guard (200...299).contains(response.status) else { return AnswerCheck.failure(of: response) }
    if response.body.isEmpty { return nil }
    let start = BodyStart(response.body)
    // An error or a login page with 200. Everything else is data, an empty list too.
    if start.isHTML {
      switch start.page {
      case .login, .guarded, .maintenance: return AnswerCheck.failure(of: response, isPage: true)
      case .other: return nil
      }
    }
    guard let tree = AnswerTree.read(response.body), ErrorShape(tree) == .error else { return nil }
    return AnswerCheck.failure(of: response, isPage: true)
  }
}
