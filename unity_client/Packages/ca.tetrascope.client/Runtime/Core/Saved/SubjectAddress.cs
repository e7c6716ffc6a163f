using System.Collections.Generic;
using Tetrascope.Choice;
using Tetrascope.Protocol;

namespace Tetrascope.Saved
{
    /// <summary>
    /// What every address says: <c>image</c>, <c>network</c>, <c>fit</c>, <c>at</c> and <c>merged</c>.
    /// </summary>
    public static class SubjectAddress
    {
        private const string ImageName = "image";
        private const string NetworkName = "network";
        private const string FitName = "fit";
        private const string CropName = "at";
        private const string MergedName = "merged";

        /// <summary>The image that a session is about, by its id; null where it says none.</summary>
        public static string? ImageOf(SavedPage page)
        {
            return page.Setting(ImageName);
        }

        /// <summary>Makes a subject as a session says. What cannot be read is left as it is.</summary>
        /// <param name="page">The session.</param>
        /// <param name="image">Its image; null where it is not here.</param>
        /// <param name="subject">What is to be about it.</param>
        public static void Take(SavedPage page, ChosenImage? image, Subject subject)
        {
            subject.Image = image;
            subject.NetworkId = page.Setting(NetworkName);
            if (page.Setting(FitName) is string fit && IsFit(fit))
            {
                subject.Fitting.Begin(fit);
            }
            if (page.Setting(CropName) is string at && AddressText.Share(at, 1) is double share)
            {
                subject.Fitting.CropAt = share;
            }
            bool merges = page.Setting(MergedName) is string merged && subject.NetworkId != null;
            if (merges && MergedLabels.Read(page.Setting(MergedName)!) is IReadOnlyList<MergedLabel> labels)
            {
                subject.Merging.Begin(subject.NetworkId!, labels);
            }
        }

        /// <summary>Writes what a subject is among the texts of an address.</summary>
        internal static void Write(Subject subject, Dictionary<string, string> texts)
        {
            if (subject.Image != null)
            {
                texts[ImageName] = subject.Image.ImageId;
            }
            if (subject.NetworkId != null)
            {
                texts[NetworkName] = subject.NetworkId;
            }
            if (subject.Fitting.RequestedFit is string fit)
            {
                texts[FitName] = fit;
            }
            if (subject.Fitting.CropAt != LayersRequest.DefaultCropAt)
            {
                texts[CropName] = AddressText.Of(subject.Fitting.CropAt);
            }
            if (subject.Merging.Wanted.Count > 0)
            {
                texts[MergedName] = MergedLabels.TextOf(subject.Merging.Wanted);
            }
        }

        private static bool IsFit(string text)
        {
            return text == FitNames.Crop || text == FitNames.Squash || text == FitNames.Pad;
        }
    }
}
