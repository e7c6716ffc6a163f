using System;
using System.Collections.Generic;
using Tetrascope.Choice;
using Tetrascope.Colours;
using Tetrascope.Protocol;

namespace Tetrascope.Structure
{
    /// <summary>How a session's layers are shown, and which.</summary>
    public sealed class Display
    {
        private readonly Subject _subject;
        private Mode _mode;
        private int _clusterCount = LayersRequest.DefaultClusters;
        private string _criterion = LayersRequest.DefaultCriterion;
        private string _groups = Shown.DefaultGroups;
        private bool _difference;
        private LayerChoice _layersShown = LayerChoice.Usual;
        private ColourMap _colourMap = SceneColours.ColourMaps[0];

        internal Display(Subject subject)
        {
            _subject = subject;
        }

        /// <summary>Something is to be shown in another way.</summary>
        public event Action? Changed;

        /// <summary>Columns of clusters, or the list of layers.</summary>
        public Mode Mode
        {
            get => _mode;
            set => Set(ref _mode, value);
        }

        /// <summary>Clusters for each layer; kept within the bounds.</summary>
        public int ClusterCount
        {
            get => _clusterCount;
            set
            {
                int most = Math.Min(LayersRequest.MaxClusters, value);
                Set(ref _clusterCount, Math.Max(LayersRequest.MinClusters, most));
            }
        }

        /// <summary>By what feature maps are clustered: one of the protocol's criteria.</summary>
        public string Criterion
        {
            get => _criterion;
            set => Set(ref _criterion, value);
        }

        /// <summary>Whose clusters a masked image is shown in: the original's, or its own.</summary>
        public string Groups
        {
            get => _groups;
            set => Set(ref _groups, value);
        }

        /// <summary>Whether columns show what a mask changes, where it is compared with the original.</summary>
        public bool Difference
        {
            get => _difference;
            set => Set(ref _difference, value);
        }

        /// <summary>Whether the network answers while a mask is drawn; else when it is done.</summary>
        public bool LiveMasks { get; set; } = true;

        /// <summary>Which layers have a column.</summary>
        public LayerChoice LayersShown
        {
            get => _layersShown;
            set => Set(ref _layersShown, value);
        }

        /// <summary>The colours of all maps.</summary>
        public ColourMap ColourMap
        {
            get => _colourMap;
            set => Set(ref _colourMap, value);
        }

        /// <summary>
        /// The layers that have a column, in the order data flows; empty before the network is known.
        /// </summary>
        public IReadOnlyList<Layer> ColumnLayers =>
            _subject.Network == null ? Array.Empty<Layer>() : LayersShown.Of(_subject.Network.Layers);

        private void Set<T>(ref T field, T value)
        {
            if (EqualityComparer<T>.Default.Equals(field, value))
            {
                return;
            }
            field = value;
            Changed?.Invoke();
        }
    }
}
