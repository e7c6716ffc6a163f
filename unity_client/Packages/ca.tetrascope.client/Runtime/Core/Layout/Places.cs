using System.Collections.Generic;
using System.Numerics;
using Tetrascope.Protocol;

namespace Tetrascope.Layout
{
    /// <summary>
    /// Keeps the places of a pool's images, so that those that are placed are not computed again as others arrive.
    /// </summary>
    public sealed class Places
    {
        private readonly Dictionary<int, Vector3> _points = new Dictionary<int, Vector3>();
        private readonly HashSet<PoolImage> _present = new HashSet<PoolImage>();
        private readonly HashSet<PoolImage> _placed = new HashSet<PoolImage>();
        private double _amount = -1;
        private int _corners = 4;
        private PositionScale _scale;
        private Spread _spread = new Spread(0);

        /// <summary>
        /// Places in metres by index in the pool; those that have none yet take theirs in this order. See
        /// <see cref="Spread"/>. The same dictionary each time.
        /// </summary>
        public IReadOnlyDictionary<int, Vector3> Of(
            IReadOnlyList<PoolImage> images,
            double amount,
            int corners = 4,
            PositionScale scale = PositionScale.Linear)
        {
            _present.Clear();
            for (int place = 0; place < images.Count; place++)
            {
                _present.Add(images[place]);
            }
            bool same = amount == _amount && corners == _corners && scale == _scale;
            if (!same || !_placed.IsSubsetOf(_present))
            {
                _scale = scale;
                (_amount, _corners, _spread) = (amount, corners, new Spread(amount, corners));
                _placed.Clear();
                _points.Clear();
            }
            for (int place = 0; place < images.Count; place++)
            {
                PoolImage image = images[place];
                if (_placed.Add(image))
                {
                    _points[image.Index] = _spread.Add(Positions.Of(image, scale));
                }
            }
            return _points;
        }
    }
}
