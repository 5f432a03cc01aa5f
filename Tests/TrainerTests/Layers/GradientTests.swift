import Testing

/// What a layer does on the way back is seen in the parameters of the layers before it.
@Suite struct GradientTests {
  private static let before = "[convolutional]\nfilters=6\nsize=3\npad=1\nactivation=tanh\n"

  @Test(
    "convolutions of every shape agree with differences in double precision",
    arguments: [
      "filters=5\nsize=3\npad=1", "filters=5\nsize=3\nstride=2\npad=1", "filters=5\nsize=1",
      "filters=5\nsize=1\nstride=2", "filters=33\nsize=3\npad=1", "filters=4\nsize=5\npadding=3",
      "filters=6\nsize=3\npad=1\ngroups=3", "filters=6\nsize=3\npad=1\ngroups=6",
      "filters=4\nsize=3\npadding=1\ndilation=2", "filters=4\nsize=3\nstride=3\npad=1",
      "filters=4\nsize=3\npad=1\nstride_x=2\nstride_y=1", "filters=4\nsize=2\nstride=2",
      "filters=4\nsize=3\nstride=2\npadding=1\ndilation=2", "filters=4\nsize=1\npadding=1",
    ])
  func convolution(_ keys: String) throws {
    let layers = Self.before + "[convolutional]\nactivation=leaky\n\(keys)"
    let faults = try GradientCheck.faults(layers)
    #expect(faults.isEmpty, "\(faults)")
    let normalized = try GradientCheck.faults(layers + "\nbatch_normalize=1")
    #expect(normalized.isEmpty, "normalised: \(normalized)")
  }

  @Test(
    "activations agree, behind biases, behind normalisation and alone",
    arguments: [
      "linear", "logistic", "loggy", "relu", "relu6", "elu", "selu", "gelu", "relie", "ramp",
      "leaky", "revleaky", "tanh", "plse", "stair", "hardtan", "lhtan", "swish", "mish",
      "hard_mish",
    ])
  func activation(_ name: String) throws {
    let convolution = "[convolutional]\nfilters=4\nsize=3\nactivation=\(name)\n"
    for layers in [
      convolution, convolution + "batch_normalize=1", "[activation]\nactivation=\(name)",
    ] {
      let faults = try GradientCheck.faults(Self.before + layers)
      #expect(faults.isEmpty, "\(faults)")
    }
  }

  @Test(
    "other layers agree",
    arguments: [
      "[batchnorm]", "[maxpool]\nsize=2\nstride=2", "[maxpool]\nsize=2\nstride=1",
      "[maxpool]\nsize=5\nstride=1", "[maxpool]\nsize=3\nstride=2",
      "[maxpool]\nmaxpool_depth=1\nout_channels=4", "[avgpool]",
      "[local_avgpool]\nsize=3\nstride=2",
      "[connected]\noutput=5\nactivation=swish",
      "[connected]\noutput=5\nactivation=leaky\nbatch_normalize=1",
      "[local]\nsize=3\nstride=2\nfilters=5\nactivation=tanh",
      "[local]\nsize=3\nstride=1\npad=1\nfilters=3\nactivation=leaky",
      "[upsample]\nstride=2\nscale=0.5",
    ])
  func layer(_ section: String) throws {
    let faults = try GradientCheck.faults(Self.before + section)
    #expect(faults.isEmpty, "\(faults)")
  }

  @Test(
    "layers that rearrange agree",
    arguments: ["[reorg]\nstride=2", "[reorg3d]\nstride=2", "[upsample]\nstride=-2"])
  func rearranging(_ section: String) throws {
    let before = "[convolutional]\nfilters=8\nsize=3\npad=1\nactivation=tanh\n"
    let faults = try GradientCheck.faults(before + section, width: 6, height: 4)
    #expect(faults.isEmpty, "\(faults)")
  }

  @Test(
    "layers of several inputs agree",
    arguments: [
      "[shortcut]\nfrom=-2", "[shortcut]\nfrom=-2\nactivation=swish",
      "[shortcut]\nfrom=-2\nalpha=0.5\nbeta=2\nactivation=leaky",
      "[shortcut]\nfrom=-2,-3\nweights_type=per_feature\nweights_normalization=relu",
      "[shortcut]\nfrom=-2,-3\nweights_type=per_channel\nweights_normalization=softmax",
      "[shortcut]\nfrom=-2\nweights_type=per_channel",
      "[route]\nlayers=-1,-3", "[route]\nlayers=-1", "[route]\nlayers=-1,-2\ngroups=2\ngroup_id=1",
      "[sam]\nfrom=-2\nactivation=leaky",
    ])
  func joining(_ section: String) throws {
    let layers = Self.before + Self.before + Self.before + section + "\n" + Self.before
    let faults = try GradientCheck.faults(layers)
    #expect(faults.isEmpty, "\(faults)")
  }

  @Test("layers of other sizes are added and joined as they are")
  func sizes() throws {
    let layers = """
      [convolutional]
      filters=6
      size=3
      pad=1
      activation=tanh
      [convolutional]
      filters=4
      size=3
      stride=2
      pad=1
      activation=tanh
      [shortcut]
      from=-2
      activation=leaky
      [route]
      layers=-1,-3
      [connected]
      output=3
      activation=linear
      """
    let faults = try GradientCheck.faults(layers, width: 6, height: 4)
    #expect(faults.isEmpty, "\(faults)")
  }

  @Test("factors for channels and for pixels agree", arguments: [false, true])
  func scaling(_ isByPixel: Bool) throws {
    let factors =
      isByPixel ? "[convolutional]\nfilters=1\nsize=1\nactivation=logistic\n" : "[avgpool]\n"
    let layers =
      Self.before + factors
      + "[scale_channels]\nfrom=-2\nactivation=tanh\nscale_wh=\(isByPixel ? 1 : 0)"
    let faults = try GradientCheck.faults(layers)
    #expect(faults.isEmpty, "\(faults)")
  }
}
