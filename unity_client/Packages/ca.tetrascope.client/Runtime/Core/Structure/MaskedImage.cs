using System.Collections.Generic;
using Tetrascope.Choice;
using Tetrascope.Masks;
using Tetrascope.Protocol;

namespace Tetrascope.Structure
{
    /// <summary>
    /// What every request about a masked image begins with. The fill is left alone where nothing is masked.
    /// </summary>
    internal sealed class MaskedImage
    {
        private MaskedImage(
            Subject subject, string imageId, string networkId, IReadOnlyList<PlacedMask> masks, string fill)
        {
            ImageId = imageId;
            NetworkId = networkId;
            Fit = subject.Fitting.RequestedFit;
            CropAt = subject.Fitting.RequestedCropAt;
            Merged = subject.Merging.Labels;
            Fill = masks.Count > 0 ? fill : LayersRequest.DefaultFill;
            var travelling = new List<Mask>();
            foreach (PlacedMask item in masks)
            {
                travelling.Add(item.Mask);
            }
            Masks = travelling;
        }

        public string ImageId { get; }

        public string NetworkId { get; }

        public string? Fit { get; }

        public double CropAt { get; }

        public IReadOnlyList<Mask> Masks { get; }

        public string Fill { get; }

        /// <summary>Classes that are told as one label.</summary>
        public IReadOnlyList<MergedLabel> Merged { get; }

        /// <summary>A subject's image with masks; null while it has none, or no network that can be asked.</summary>
        public static MaskedImage? Of(Subject subject, IReadOnlyList<PlacedMask> masks, string fill)
        {
            return subject.Image == null || subject.NetworkId == null || !subject.Usable
                ? null
                : new MaskedImage(subject, subject.Image.ImageId, subject.NetworkId, masks, fill);
        }

        /// <summary>
        /// The request for its layers; null for those shown by default. Without masks there is no other image to
        /// compare with, so it asks for its own groups.
        /// </summary>
        public LayersRequest Layers(
            int clusters,
            string criterion,
            IReadOnlyList<string>? layers,
            string groups = LayersRequest.DefaultGroups,
            bool difference = false)
        {
            bool compared = Masks.Count > 0 && groups == GroupsNames.Original;
            return new LayersRequest(
                ImageId,
                NetworkId,
                Fit,
                CropAt,
                Masks,
                Fill,
                clusters,
                criterion,
                layers,
                compared ? groups : GroupsNames.Own,
                compared && difference,
                merged: Merged);
        }

        /// <summary>The request for what a cluster's picture is made of.</summary>
        public ComponentsRequest Components(string layer, int cluster, int clusters, string criterion, string groups)
        {
            return new ComponentsRequest(
                ImageId,
                NetworkId,
                layer,
                cluster,
                Fit,
                CropAt,
                Masks,
                Fill,
                clusters,
                criterion,
                Masks.Count > 0 ? groups : GroupsNames.Own);
        }

        /// <summary>The request for maps of a layer with their scores by a criterion; null for all channels.</summary>
        public ActivationsRequest Activations(
            string layer, IReadOnlyList<int>? channels, string criterion = ActivationsRequest.DefaultCriterion)
        {
            return new ActivationsRequest(ImageId, NetworkId, layer, Fit, CropAt, Masks, Fill, channels, criterion);
        }
    }
}
