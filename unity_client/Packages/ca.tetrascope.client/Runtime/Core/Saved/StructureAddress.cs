using System.Collections.Generic;
using System.Linq;
using Tetrascope.Colours;
using Tetrascope.Masks;
using Tetrascope.Protocol;
using Tetrascope.Structure;

namespace Tetrascope.Saved
{
    /// <summary>
    /// What the address of scene 1 says that a session has: <c>masks</c>, <c>fill</c>, <c>mode</c>, <c>map</c>,
    /// <c>k</c>, <c>criterion</c>, <c>groups</c>, <c>difference</c>, <c>layers</c>, and of the maps that are open
    /// <c>layer</c>, <c>cluster</c> and <c>order</c>.
    /// </summary>
    public static class StructureAddress
    {
        /// <summary>Whether a receptive field is shown on the input too; the scene's, not the session's.</summary>
        public const string FieldName = "field";

        private const string UnclusteredName = "unclustered";
        private const string ByChannel = "channel";
        private const int MaxLayerName = 128;

        /// <summary>
        /// Makes a session that has just begun as a saved one says. What cannot be read is left as it is.
        /// </summary>
        public static void Take(SavedPage page, StructureSession session)
        {
            string? Said(string name) => page.Setting(ViewAddress.Structure, name);
            if (Said("masks") is string masks && MaskText.Read(masks) is IReadOnlyList<Mask> read)
            {
                session.Masks.Begin(read.Select(mask => new PlacedMask(mask)).ToArray());
            }
            if (Said("fill") is string fill && AddressText.NameIn(Methods.Fills, fill) != null)
            {
                session.Masks.Fill = fill;
            }
            TakeDisplay(page, session.Display);
            if (Said("layer") is string layer && layer.Length >= 1 && layer.Length <= MaxLayerName)
            {
                session.Maps.Open(layer, Said("cluster") is string text ? AddressText.Whole(text, 0, 99) : null);
                bool byScore = Said("order") is string order && order != ByChannel;
                session.Maps.Order = byScore ? MapOrder.Score : MapOrder.Channel;
            }
        }

        /// <summary>What a session shows, with what it is about, as an address.</summary>
        /// <param name="session">The session.</param>
        /// <param name="fieldOnInput">Whether its scene shows receptive fields on the input too.</param>
        public static ViewAddress Of(StructureSession session, bool fieldOnInput)
        {
            var texts = new Dictionary<string, string>();
            SubjectAddress.Write(session.Subject, texts);
            if (session.Masks.All.Count > 0)
            {
                texts["masks"] = MaskText.Of(session.Masks.All);
            }
            if (session.Masks.Fill != LayersRequest.DefaultFill)
            {
                texts["fill"] = session.Masks.Fill;
            }
            WriteDisplay(session.Display, texts);
            if (session.Maps.OpenLayer is string layer)
            {
                texts["layer"] = layer;
                if (session.Maps.OpenCluster is int cluster)
                {
                    texts["cluster"] = AddressText.Of(cluster);
                }
                if (session.Maps.Order == MapOrder.Score)
                {
                    texts["order"] = session.Display.Criterion;
                }
            }
            if (!fieldOnInput)
            {
                texts[FieldName] = AddressText.No;
            }
            return new ViewAddress(ViewAddress.Structure, texts);
        }

        /// <summary>Whether a saved session's scene shows receptive fields on the input too.</summary>
        public static bool FieldOnInput(SavedPage page)
        {
            return page.Setting(ViewAddress.Structure, FieldName) != AddressText.No;
        }

        private static void TakeDisplay(SavedPage page, Display display)
        {
            string? Said(string name) => page.Setting(ViewAddress.Structure, name);
            display.Mode = Said("mode") == UnclusteredName ? Mode.Unclustered : Mode.Clustered;
            display.ColourMap = ColourMap.Of(Said("map") ?? "");
            const int most = LayersRequest.MaxClusters;
            if (Said("k") is string k && AddressText.Whole(k, LayersRequest.MinClusters, most) is int clusters)
            {
                display.ClusterCount = clusters;
            }
            if (Said("criterion") is string criterion && AddressText.NameIn(Methods.Criteria, criterion) != null)
            {
                display.Criterion = criterion;
            }
            if (Said("groups") is string groups && (groups == GroupsNames.Own || groups == GroupsNames.Original))
            {
                display.Groups = groups;
            }
            display.Difference = Said("difference") == AddressText.Yes;
            if (Said("layers") is string layers && LayerChoice.Read(layers) is LayerChoice choice)
            {
                display.LayersShown = choice;
            }
        }

        private static void WriteDisplay(Display display, Dictionary<string, string> texts)
        {
            if (display.Mode == Mode.Unclustered)
            {
                texts["mode"] = UnclusteredName;
            }
            if (display.ColourMap != SceneColours.ColourMaps[0])
            {
                texts["map"] = display.ColourMap.Name;
            }
            if (display.ClusterCount != LayersRequest.DefaultClusters)
            {
                texts["k"] = AddressText.Of(display.ClusterCount);
            }
            if (display.Criterion != LayersRequest.DefaultCriterion)
            {
                texts["criterion"] = display.Criterion;
            }
            if (display.Groups != Shown.DefaultGroups)
            {
                texts["groups"] = display.Groups;
            }
            if (display.Difference)
            {
                texts["difference"] = AddressText.Yes;
            }
            if (display.LayersShown.Text is string layers)
            {
                texts["layers"] = layers;
            }
        }
    }
}
