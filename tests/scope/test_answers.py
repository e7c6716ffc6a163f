"""Arrays and pictures of answers."""

from typing import Any

import numpy as np
import pytest
from tests.likeness import assert_alike

from tetrascope.errors import InvalidInput, NotFound
from tetrascope.scope.answer import Answer
from tetrascope.scope.scope import Scope

PHOTO = "temple"
"""A photo of which some masked copies lose their label, whatever the rounding."""


def test_layers_are_a_mapping_in_the_order_of_data(scope: Scope) -> None:
    layers = scope.layers("cat", layers=["head_conv", "stem_conv"], clusters=4)
    assert list(layers) == ["stem_conv", "head_conv"]
    assert (len(layers), "stem_conv" in layers, "stem" in layers) == (2, True, False)
    stem = layers["stem_conv"]
    assert (stem.height, stem.width, stem.channels, len(stem.clusters)) == (112, 112, 32, 4)
    for cluster in stem.clusters:
        assert cluster.representative.shape == (112, 112)
        assert (stem.cluster_of[cluster.channels] == cluster.index).all()
        assert cluster.mean_entropy == pytest.approx(stem.entropies[cluster.channels].mean())
    assert sorted(np.concatenate([cluster.channels for cluster in stem.clusters])) == list(range(32))
    assert layers.image.shape == (224, 224, 3)
    assert str(layers.classes[0]).startswith("Egyptian cat, ")
    with pytest.raises(KeyError, match="stem_conv"):
        layers["stem_con"]


def test_layers_may_be_clustered_by_another_criterion(scope: Scope) -> None:
    layer = scope.layers("cat", layers=["stem_conv"], criterion="mean_activation")["stem_conv"]
    assert layer.criterion == "mean_activation"
    scores = [cluster.mean_score for cluster in layer.clusters]
    assert scores == sorted(scores)
    assert scores != [cluster.mean_entropy for cluster in layer.clusters]
    assert_alike(scores, [layer.scores[cluster.channels].mean() for cluster in layer.clusters])


def test_a_masked_photo_has_the_groups_of_the_original_unless_its_own_are_asked_for(scope: Scope) -> None:
    masks, layers = [(60, 90, 28, 28)], ["block3a_project_conv"]
    before = scope.layers("cat", layers=layers)[layers[0]]
    after = scope.layers("cat", masks=masks, layers=layers, difference=True)[layers[0]]
    own = scope.layers("cat", masks=masks, layers=layers, groups="own")[layers[0]]
    assert (before.groups, after.groups, own.groups) == ("own", "original", "own")
    assert (after.cluster_of == before.cluster_of).all()
    assert (own.cluster_of != before.cluster_of).any()
    largest = max(
        float(np.abs(cluster.difference).max()) for cluster in after.clusters if cluster.difference is not None
    )
    for old, new, made_anew in zip(before.clusters, after.clusters, own.clusters, strict=True):
        assert made_anew.difference is None
        assert new.difference is not None
        off = np.abs(new.representative - old.representative - new.difference).max()
        assert off <= new.rounding + old.rounding + 0.51 * largest / 127
    with pytest.raises(InvalidInput, match="original"):
        scope.layers("cat", masks=masks, groups="own", difference=True)


def test_a_cluster_tells_what_its_picture_is_made_of(scope: Scope) -> None:
    layer, masks = "block6d_project_conv", [(60, 90, 28, 28)]
    found = scope.components("cat", layer, 1, masks=masks)
    cluster = scope.layers("cat", layers=[layer], masks=masks)[layer].clusters[1]
    np.testing.assert_array_equal(found.channels, cluster.channels)
    assert np.linalg.norm(found.weights) == pytest.approx(1)
    assert found.explained_variances[0] == pytest.approx(cluster.explained_variance, abs=1e-4)
    first = found.representatives["first_component"]
    assert np.abs(first.map - cluster.representative).max() <= 2.2 * cluster.rounding
    assert found.representatives["central_map"].channel in found.channels
    assert found.plot().width == 2400
    assert "second" in found.caption()


def test_a_value_is_told_step_by_step(scope: Scope) -> None:
    found, maps = scope.computation("cat", "stem_conv", 3, 10, 12), scope.activations("cat", "stem_conv", channels=[3])
    assert found.known
    assert found.value == pytest.approx(maps.maps[0, 10, 12], abs=1.01 * maps.rounding[0])
    first = found.steps[0]
    assert (first.kind, len(first.terms)) == ("convolution", 3)
    for term in first.terms:
        assert term.values.shape == (3, 3)
        assert term.weights is not None
        assert term.total == pytest.approx((term.values * term.weights).sum(), abs=1e-5)
    assert first.value == pytest.approx(sum(term.total for term in first.terms) + (first.rest or 0), abs=1e-5)
    assert found.plot().width == 1600
    assert "stem_conv, channel 3, row 10, column 12" in found.caption()


def test_a_probability_is_told_from_the_last_maps_on(scope: Scope) -> None:
    top = scope.layers("cat", layers=["stem_conv"]).classes[0]
    found = scope.computation("cat", channel=top.name, terms=2)
    assert found.value == pytest.approx(top.probability, abs=1e-5)
    assert [step.kind for step in found.steps][-1] == "softmax"
    deeper = scope.computation(
        "cat", operation=found.steps[0].terms[0].operation, channel=found.steps[0].terms[0].channel
    )
    assert deeper.value == pytest.approx(found.steps[0].terms[0].values[0, 0], abs=1e-5)
    with pytest.raises(InvalidInput, match="labels"):
        scope.computation("cat", channel="no such class")
    with pytest.raises(NotFound):
        scope.computation("cat", "no_such_layer")


def test_maps_may_be_switched_off_and_a_logit_be_told_apart(scope: Scope) -> None:
    plain, off = scope.class_evidence("cat"), {"block3b_add": np.array([0, 7, 20])}
    assert plain.bias + plain.rest + sum(plain.channels.values()) == pytest.approx(plain.logit, abs=2e-5)
    assert plain.bias + plain.pixels.sum() == pytest.approx(plain.logit, abs=2e-5)
    assert plain.plot().size == (476, 476)
    assert "head_conv" in plain.caption()
    ablated = scope.class_evidence("cat", label=plain.score.name, ablated=off, replacement="zero")
    layers = scope.layers("cat", layers=["head_conv"], ablated=off, replacement="zero")
    assert ablated.logit != pytest.approx(plain.logit, abs=1e-3)
    same = next(score for score in layers.classes if score.index == ablated.score.index)
    assert ablated.score.probability == pytest.approx(same.probability, abs=1e-5)
    with pytest.raises(InvalidInput, match=r"channels of 0\.\.39"):
        scope.layers("cat", ablated={"block3b_add": [40]})


def test_all_layers_may_be_asked_for(local: Scope) -> None:
    assert list(local.layers("cat", layers="all", clusters=1)) == local.layer_names


def test_rounding_is_within_half_a_step(local: Scope) -> None:
    layers = local.layers("cat", layers=["stem_conv"])
    assert not layers.masks
    for cluster in layers["stem_conv"].clusters:
        steps = cluster.representative / (2 * cluster.rounding)
        assert_alike(np.rint(steps - steps.min()), steps - steps.min(), absolute=1e-2)


def test_activations_have_an_array_of_maps(scope: Scope) -> None:
    found = scope.activations("cat", "stem_conv", channels=[5, 0])
    assert (found.layer, found.channels.tolist(), found.maps.shape) == ("stem_conv", [5, 0], (2, 112, 112))
    every = scope.activations("cat", "stem_conv")
    assert every.maps.shape == (32, 112, 112)
    np.testing.assert_array_equal(every.maps[[5, 0]], found.maps)
    np.testing.assert_array_equal(every.entropies[[5, 0]], found.entropies)
    assert found.criterion == "entropy"
    np.testing.assert_array_equal(found.scores, found.entropies)


def test_activations_may_be_measured_by_another_criterion(scope: Scope) -> None:
    found = scope.activations("cat", "stem_conv", channels=[5, 0], criterion="mean_activation")
    assert found.criterion == "mean_activation"
    assert_alike(found.maps.mean(axis=(1, 2)), found.scores, absolute=float(found.rounding.max()))
    assert_alike(scope.activations("cat", "stem_conv", channels=[5, 0]).entropies, found.entropies)
    assert (found.rounding < 0.02).all()


def test_a_pool_has_a_row_for_each_copy(scope: Scope) -> None:
    pool = scope.pool(PHOTO, windows=[(64, 32), (96, 48)], per_label=5)
    count = len(pool)
    assert pool.examined == pool.original
    assert pool.examined.name == scope.layers(PHOTO, layers=["stem_conv"]).classes[0].name
    assert (pool.rectangles.shape, pool.positions.shape) == ((count, 4), (count, 3))
    assert pool.probabilities.shape == (count, 4)
    assert pool.windows == [(96, 48), (64, 32)]
    assert [pool.windows[index][0] for index in pool.window_of] == pool.rectangles[:, 2].tolist()
    vertices = np.stack([vertex.position for vertex in pool.vertices])
    expected = pool.probabilities @ vertices / pool.probabilities.sum(axis=1, keepdims=True)
    assert_alike(expected, pool.positions)
    assert_alike(1 - pool.probabilities.sum(axis=1), pool.outside)
    np.testing.assert_array_equal(pool.kept, pool.labels == pool.examined.index)
    assert [np.count_nonzero(pool.represents == vertex) for vertex in range(4)] == [5] * 4
    assert pool.examined.name in {pool.names[label] for label in pool.labels}
    assert pool.importance.shape == pool.image.shape[:2] == (224, 224)
    assert np.abs(pool.importance).max() > pool.importance_rounding
    top, left, height, width = pool.rectangles[7]
    copy = pool.masked(7)
    assert not copy[top : top + height, left : left + width].any()
    boundary = pool.boundary
    assert boundary.pool is pool
    assert boundary is scope.boundary(pool)
    assert boundary.distances.shape == (count,)
    assert set(boundary.support_vectors) <= set(range(count))
    assert (boundary.status, boundary.accuracy is not None, boundary.margin is not None) == ("separated", True, True)


def test_another_label_may_be_examined_by_name(scope: Scope) -> None:
    pool = scope.pool("cat", windows=[(64, 32)], label="tabby")
    assert (pool.examined.name, pool.original.name) == ("tabby", "Egyptian cat")
    assert scope.pool("cat", windows=[(64, 32)], label=pool.examined.index).examined == pool.examined


def test_what_a_boundary_is_asked_with_goes_to_its_pool(scope: Scope) -> None:
    assert scope.boundary("coffee", windows=[(64, 32)], fill="mean").pool.windows == [(64, 32)]


def test_importance_follows_from_the_masks_and_probabilities(scope: Scope) -> None:
    pool = scope.pool("coffee", windows=[(64, 32)])
    drops, covers = np.zeros((224, 224)), np.zeros((224, 224))
    for (top, left, height, width), probability in zip(pool.rectangles, pool.examined_probability, strict=True):
        part = slice(top, top + height), slice(left, left + width)
        drops[part] += pool.examined.probability - probability
        covers[part] += 1
    assert np.abs(drops / covers - pool.importance).max() < pool.importance_rounding * 1.01 + 1e-5


def test_receptive_fields_are_found_without_a_photo(scope: Scope) -> None:
    field = scope.receptive_field("stem_conv", 5, slice(3, 6))
    assert (field.rectangle, field.shape, field.source) == ((10, 6, 3, 7), (224, 224), None)
    assert scope.receptive_field("stem_conv", -1, -1).region == (111, 111, 111, 111)
    assert np.arange(224 * 224).reshape(224, 224)[field.slices].shape == (3, 7)
    deep = scope.receptive_field("head_conv", 3, 3, source="stem_conv")
    assert deep.shape == (112, 112)
    image = scope.input("cat").image
    picture = np.asarray(field.plot(image))
    assert picture[:400].mean() > 0
    with pytest.raises(InvalidInput, match=r"\(224, 224, 3\)"):
        field.plot(image[:50])


def test_nothing_outside_a_receptive_field_matters(local: Scope) -> None:
    """Hiding all but what a pixel is computed from leaves its value as it is, to the rounding of maps."""
    layer = "block2a_project_conv"
    field = local.receptive_field(layer, 20, 30)
    hidden = np.ones((224, 224), np.bool_)
    hidden[field.slices] = False
    before, after = (local.activations("cat", layer, masks=masks) for masks in ((), [hidden]))
    off = np.abs(before.maps[:, 20, 30] - after.maps[:, 20, 30])
    assert (off <= before.rounding + after.rounding + 1e-4).all()


@pytest.mark.parametrize("question", ["layers", "activations", "pool", "boundary", "input", "superpixels"])
def test_a_notebook_shows_a_picture_with_words(question: str, remote: Scope) -> None:
    windows: dict[str, Any] = {"windows": [(64, 32)]}
    about = {"activations": {"layer": "stem_conv"}, "pool": windows, "boundary": windows}
    answer: Answer[Any] = getattr(remote, question)("cat", **about.get(question, {}))
    picture = answer.plot()
    assert picture.mode == "RGB"
    assert np.asarray(picture).std() > 5
    cell = answer._repr_html_()
    assert answer._repr_png_().startswith(b"\x89PNG")
    assert "data:image/png;base64," in cell
    assert "cat" in answer.caption() or question == "boundary"
    assert answer.caption() in repr(answer)


def test_a_name_cannot_be_markup_in_a_cell(local: Scope) -> None:
    answer = local.input("cat")
    answer.subject = answer.subject._replace(image_name='<script>"x"')
    assert "<script" not in answer._repr_html_()
    assert "&lt;script&gt;" in answer._repr_html_()


def test_importance_has_a_picture(remote: Scope) -> None:
    assert remote.pool("cat", windows=[(64, 32)]).plot_importance().size[0] > 1000
