using System.Collections.Generic;
using UnityEngine.Engine;

namespace UnityEngine
{
    public class Transform : Component
    {
        internal List<Transform> Children { get; } = new List<Transform>();

        internal Transform parent { get; private set; }

        public Vector3 localPosition { internal get; set; }

        internal Quaternion localRotation { get; set; } = Quaternion.Identity;

        public Vector3 localScale { internal get; set; } = Vector3.one;

        public Vector3 position
        {
            get => parent is null ? localPosition : parent.TransformPoint(localPosition);
            internal set => localPosition = parent is null ? value : parent.InverseTransformPoint(value);
        }

        public Vector3 forward => rotation.Turn(Vector3.forward);

        public Quaternion rotation
        {
            get => parent is null ? localRotation : parent.rotation.After(localRotation);
            internal set => localRotation = parent is null ? value : parent.rotation.Inverse().After(value);
        }

        public void SetParent(Transform parent, bool worldPositionStays)
        {
            Vector3 place = position;
            Quaternion turn = rotation;
            bool active = gameObject.activeInHierarchy;
            Leave();
            Loop.Roots.Remove(gameObject);
            this.parent = parent;
            if (parent is null)
            {
                Loop.Roots.Add(gameObject);
            }
            else
            {
                parent.Children.Add(this);
            }

            if (worldPositionStays)
            {
                position = place;
                rotation = turn;
            }

            if (gameObject.activeInHierarchy != active)
            {
                Loop.ActivityChanged(gameObject);
            }
        }

        public void SetPositionAndRotation(Vector3 position, Quaternion rotation)
        {
            this.position = position;
            this.rotation = rotation;
        }

        internal void RotateAround(Vector3 point, Vector3 axis, float angle)
        {
            Quaternion turn = Quaternion.AngleAxis(angle, axis);
            position = point + turn.Turn(position - point);
            rotation = turn.After(rotation);
        }

        public Vector3 TransformPoint(Vector3 position)
        {
            Vector3 scaled = localRotation.Turn(Scale(position, localScale)) + localPosition;
            return parent is null ? scaled : parent.TransformPoint(scaled);
        }

        public Vector3 InverseTransformPoint(Vector3 position)
        {
            Vector3 near = parent is null ? position : parent.InverseTransformPoint(position);
            Vector3 turned = localRotation.Inverse().Turn(near - localPosition);
            return Scale(turned, new Vector3(1f / localScale.x, 1f / localScale.y, 1f / localScale.z));
        }

        internal void Leave()
        {
            parent?.Children.Remove(this);
            parent = null;
        }

        private static Vector3 Scale(Vector3 a, Vector3 b) => new Vector3(a.x * b.x, a.y * b.y, a.z * b.z);
    }
}
