"""The image classifiers of `keras.applications`: facts that are wanted without importing Keras.

Names of files, input sizes and numbers of weights were read off Keras 3.15, the preprocessing off its documentation.
"""

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    import keras


class KerasApplication(NamedTuple):
    """A classifier of 1000 ImageNet classes that Keras can build."""

    network_id: str
    """The name by which a request asks for it."""
    title: str
    """Its name for a person."""
    constructor: str
    """The function's name in `keras.applications`."""
    side: int
    """Rows and columns of its input, in pixels, as it was trained."""
    preprocessing: Literal["caffe", "tf", "torch", "none"]
    """How its training scaled pixels; `none` where the network itself does."""
    megabytes: float
    """About the size of its weights in 10^6 bytes: 4 bytes for each."""
    file: str
    """The name under which Keras keeps its weights in `~/.keras/models`."""


KERAS_APPLICATIONS = (
    KerasApplication("vgg16", "VGG16", "VGG16", 224, "caffe", 553.4, "vgg16_weights_tf_dim_ordering_tf_kernels.h5"),
    KerasApplication("vgg19", "VGG19", "VGG19", 224, "caffe", 574.7, "vgg19_weights_tf_dim_ordering_tf_kernels.h5"),
    KerasApplication(
        "resnet50", "ResNet-50", "ResNet50", 224, "caffe", 102.5, "resnet50_weights_tf_dim_ordering_tf_kernels.h5"
    ),
    KerasApplication(
        "resnet101", "ResNet-101", "ResNet101", 224, "caffe", 178.8, "resnet101_weights_tf_dim_ordering_tf_kernels.h5"
    ),
    KerasApplication(
        "resnet152", "ResNet-152", "ResNet152", 224, "caffe", 241.7, "resnet152_weights_tf_dim_ordering_tf_kernels.h5"
    ),
    KerasApplication(
        "resnet50-v2", "ResNet-50V2", "ResNet50V2", 224, "tf", 102.5, "resnet50v2_weights_tf_dim_ordering_tf_kernels.h5"
    ),
    KerasApplication(
        "resnet101-v2",
        "ResNet-101V2",
        "ResNet101V2",
        224,
        "tf",
        178.7,
        "resnet101v2_weights_tf_dim_ordering_tf_kernels.h5",
    ),
    KerasApplication(
        "resnet152-v2",
        "ResNet-152V2",
        "ResNet152V2",
        224,
        "tf",
        241.5,
        "resnet152v2_weights_tf_dim_ordering_tf_kernels.h5",
    ),
    KerasApplication("mobilenet", "MobileNet", "MobileNet", 224, "tf", 17.0, "mobilenet_1_0_224_tf.h5"),
    KerasApplication(
        "mobilenet-v2",
        "MobileNetV2",
        "MobileNetV2",
        224,
        "tf",
        14.2,
        "mobilenet_v2_weights_tf_dim_ordering_tf_kernels_1.0_224.h5",
    ),
    KerasApplication(
        "mobilenet-v3-small",
        "MobileNetV3-Small",
        "MobileNetV3Small",
        224,
        "none",
        10.2,
        "weights_mobilenet_v3_small_224_1.0_float.h5",
    ),
    KerasApplication(
        "mobilenet-v3-large",
        "MobileNetV3-Large",
        "MobileNetV3Large",
        224,
        "none",
        22.0,
        "weights_mobilenet_v3_large_224_1.0_float.h5",
    ),
    KerasApplication("efficientnet-b0", "EfficientNet-B0", "EfficientNetB0", 224, "none", 21.3, "efficientnetb0.h5"),
    KerasApplication("efficientnet-b1", "EfficientNet-B1", "EfficientNetB1", 240, "none", 31.4, "efficientnetb1.h5"),
    KerasApplication("efficientnet-b2", "EfficientNet-B2", "EfficientNetB2", 260, "none", 36.7, "efficientnetb2.h5"),
    KerasApplication("efficientnet-b3", "EfficientNet-B3", "EfficientNetB3", 300, "none", 49.3, "efficientnetb3.h5"),
    KerasApplication("efficientnet-b4", "EfficientNet-B4", "EfficientNetB4", 380, "none", 77.9, "efficientnetb4.h5"),
    KerasApplication("efficientnet-b5", "EfficientNet-B5", "EfficientNetB5", 456, "none", 122.3, "efficientnetb5.h5"),
    KerasApplication("efficientnet-b6", "EfficientNet-B6", "EfficientNetB6", 528, "none", 173.1, "efficientnetb6.h5"),
    KerasApplication("efficientnet-b7", "EfficientNet-B7", "EfficientNetB7", 600, "none", 266.6, "efficientnetb7.h5"),
    KerasApplication(
        "efficientnet-v2-b0", "EfficientNetV2-B0", "EfficientNetV2B0", 224, "none", 28.8, "efficientnetv2-b0.h5"
    ),
    KerasApplication(
        "efficientnet-v2-b1", "EfficientNetV2-B1", "EfficientNetV2B1", 240, "none", 32.8, "efficientnetv2-b1.h5"
    ),
    KerasApplication(
        "efficientnet-v2-b2", "EfficientNetV2-B2", "EfficientNetV2B2", 260, "none", 40.7, "efficientnetv2-b2.h5"
    ),
    KerasApplication(
        "efficientnet-v2-b3", "EfficientNetV2-B3", "EfficientNetV2B3", 300, "none", 57.9, "efficientnetv2-b3.h5"
    ),
    KerasApplication(
        "efficientnet-v2-s", "EfficientNetV2-S", "EfficientNetV2S", 384, "none", 86.4, "efficientnetv2-s.h5"
    ),
    KerasApplication(
        "efficientnet-v2-m", "EfficientNetV2-M", "EfficientNetV2M", 480, "none", 217.7, "efficientnetv2-m.h5"
    ),
    KerasApplication(
        "efficientnet-v2-l", "EfficientNetV2-L", "EfficientNetV2L", 480, "none", 476.1, "efficientnetv2-l.h5"
    ),
    KerasApplication(
        "inception-v3",
        "Inception-v3",
        "InceptionV3",
        299,
        "tf",
        95.4,
        "inception_v3_weights_tf_dim_ordering_tf_kernels.h5",
    ),
    KerasApplication(
        "inception-resnet-v2",
        "Inception-ResNet-v2",
        "InceptionResNetV2",
        299,
        "tf",
        223.5,
        "inception_resnet_v2_weights_tf_dim_ordering_tf_kernels.h5",
    ),
    KerasApplication(
        "xception", "Xception", "Xception", 299, "tf", 91.6, "xception_weights_tf_dim_ordering_tf_kernels.h5"
    ),
    KerasApplication(
        "densenet121",
        "DenseNet-121",
        "DenseNet121",
        224,
        "torch",
        32.3,
        "densenet121_weights_tf_dim_ordering_tf_kernels.h5",
    ),
    KerasApplication(
        "densenet169",
        "DenseNet-169",
        "DenseNet169",
        224,
        "torch",
        57.2,
        "densenet169_weights_tf_dim_ordering_tf_kernels.h5",
    ),
    KerasApplication(
        "densenet201",
        "DenseNet-201",
        "DenseNet201",
        224,
        "torch",
        81.0,
        "densenet201_weights_tf_dim_ordering_tf_kernels.h5",
    ),
    KerasApplication("nasnet-mobile", "NASNet-Mobile", "NASNetMobile", 224, "tf", 21.3, "nasnet_mobile.h5"),
    KerasApplication("nasnet-large", "NASNet-Large", "NASNetLarge", 331, "tf", 355.8, "nasnet_large.h5"),
    KerasApplication("convnext-tiny", "ConvNeXt-Tiny", "ConvNeXtTiny", 224, "none", 114.4, "convnext_tiny.h5"),
    KerasApplication("convnext-small", "ConvNeXt-Small", "ConvNeXtSmall", 224, "none", 200.9, "convnext_small.h5"),
    KerasApplication("convnext-base", "ConvNeXt-Base", "ConvNeXtBase", 224, "none", 354.4, "convnext_base.h5"),
    KerasApplication("convnext-large", "ConvNeXt-Large", "ConvNeXtLarge", 224, "none", 791.1, "convnext_large.h5"),
    KerasApplication("convnext-xlarge", "ConvNeXt-XLarge", "ConvNeXtXLarge", 224, "none", 1400.8, "convnext_xlarge.h5"),
)


def build_application(application: KerasApplication) -> "keras.Model":
    """Build a network without its ImageNet weights.

    Layers that Keras numbers as it makes them (`conv2d_94`) are numbered as in a fresh process, so their names are
    the same each time.

    Returns:
        A functional model from (n, side, side, 3) to logits (n, 1000).
    """
    import keras

    side = application.side
    model = getattr(keras.applications, application.constructor)(
        weights=None, classifier_activation=None, input_shape=(side, side, 3)
    )
    if application.constructor.startswith("EfficientNetB"):
        model = _rescale_twice(model)
    _number_from_start(model)
    return model


def _rescale_twice(model: "keras.Model") -> "keras.Model":
    """Add what Keras adds to EfficientNet-B0..B7 only when it fetches their weights itself.

    They were trained on colours divided by their deviation. Keras's files hold that deviation as the variance, whose
    root the normalisation divides by; so the root has to be divided by once more.
    """
    import keras

    deviation = (0.229, 0.224, 0.225)

    def call(layer: keras.Layer, *args: object, **kwargs: object) -> keras.KerasTensor:
        output = layer(*args, **kwargs)
        if isinstance(layer, keras.layers.Normalization):
            output = keras.layers.Rescaling([value**-0.5 for value in deviation])(output)
        return output

    return keras.models.clone_model(model, clone_function=lambda layer: layer, call_function=call)


def _number_from_start(model: "keras.Model") -> None:
    numbered: dict[str, list[tuple[int, keras.Operation]]] = {}
    for operation in model.operations:
        stem, _, number = operation.name.rpartition("_")
        stem, number = (stem, number) if number.isdecimal() and stem else (operation.name, "0")
        if stem.replace("_", "") == type(operation).__name__.lower():
            numbered.setdefault(stem, []).append((int(number), operation))
    for stem, operations in numbered.items():
        for index, (_, operation) in enumerate(sorted(operations, key=lambda pair: pair[0])):
            operation.name = f"{stem}_{index}" if index else stem
