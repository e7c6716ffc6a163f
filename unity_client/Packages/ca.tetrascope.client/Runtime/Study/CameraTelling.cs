using System;
using System.Collections.Generic;
using Tetrascope.Protocol;
using Tetrascope.Telling;
using Tetrascope.Viewing;
using UnityEngine;
using Numerics = System.Numerics;

namespace Tetrascope.Client
{
    /// <summary>Tells where the camera comes to rest, in the metres of the scene.</summary>
    internal sealed class CameraTelling
    {
        /// <summary>Seconds without a movement that are rest; a head is never quite still.</summary>
        private const float Rest = 0.2f;
        private const float HeadRest = 0.5f;

        /// <summary>Metres that are no movement, and metres that are another place.</summary>
        private const float Still = 0.001f;
        private const float HeadStill = 0.03f;
        private const float Another = 0.001f;
        private const float HeadAnother = 0.15f;

        private readonly Teller _teller;
        private CameraView _seen;
        private CameraView _told;
        private float _since;
        private bool _pool;
        private bool _known;
        private bool _taken;

        public CameraTelling(Teller teller)
        {
            _teller = teller;
        }

        /// <summary>Looks at the camera of the desktop. Where it goes by itself is not told.</summary>
        public void OfDesktop(DesktopCamera camera, bool pool)
        {
            bool taken = pool ? camera.Pool.IsTaken : camera.Structure.IsTaken;
            bool own = taken || _taken;
            CameraView view = pool ? camera.Pool.Camera.View : camera.Structure.Camera.View;
            if (Look(view, pool, own, Still, Rest, Another))
            {
                _taken = taken;
            }
        }

        /// <summary>Looks at a head; what it looks at is a metre before it.</summary>
        public void OfHead(Transform head, Transform scene, bool pool)
        {
            Numerics.Vector3 position = Coordinates.FromUnity(scene.InverseTransformPoint(head.position));
            Numerics.Vector3 target = Coordinates.FromUnity(scene.InverseTransformPoint(head.position + head.forward));
            Look(new CameraView(position, target), pool, true, HeadStill, HeadRest, HeadAnother);
        }

        private bool Look(in CameraView view, bool pool, bool own, float still, float rest, float another)
        {
            if (!_known || pool != _pool)
            {
                (_known, _pool, _seen, _told, _since) = (true, pool, view, view, Time.time);
                return true;
            }

            if (IsApart(view, _seen, still))
            {
                (_seen, _since) = (view, Time.time);
                return false;
            }

            if (Time.time - _since < rest || !IsApart(view, _told, another))
            {
                return false;
            }

            _told = view;
            if (own)
            {
                Tell(view);
            }

            return true;
        }

        private void Tell(CameraView view)
        {
            _teller.Tell(EventKindNames.CameraMoved, () => new Dictionary<string, object?>
            {
                ["position"] = Metres(view.Position), ["target"] = Metres(view.Target),
            });
        }

        private static bool IsApart(in CameraView one, in CameraView other, float metres)
        {
            return Numerics.Vector3.Distance(one.Position, other.Position) > metres
                || Numerics.Vector3.Distance(one.Target, other.Target) > metres;
        }

        /// <summary>To the millimetre.</summary>
        private static List<object?> Metres(Numerics.Vector3 place)
        {
            return new List<object?> { Round(place.X), Round(place.Y), Round(place.Z) };
        }

        private static double Round(float metres) => Math.Round(metres, 3);
    }
}
